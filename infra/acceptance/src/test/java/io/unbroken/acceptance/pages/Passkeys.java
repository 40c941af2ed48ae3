package io.unbroken.acceptance.pages;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/// A device that keeps passkeys, in Chromium's own imitation of one.
record Passkeys(CDPSession browser, String authenticator) {

    /// One that its owner unlocks whenever it is asked for a passkey.
    static Passkeys of(Page page) {
        CDPSession browser = page.context().newCDPSession(page);
        browser.send("WebAuthn.enable");
        var options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        var added = new JsonObject();
        added.add("options", options);
        return new Passkeys(
                browser,
                browser.send("WebAuthn.addVirtualAuthenticator", added)
                        .get("authenticatorId")
                        .getAsString());
    }

    /// Whether its owner unlocks it.
    void unlocked(boolean unlocks) {
        var setting = new JsonObject();
        setting.addProperty("authenticatorId", authenticator);
        setting.addProperty("isUserVerified", unlocks);
        browser.send("WebAuthn.setUserVerified", setting);
    }
}
