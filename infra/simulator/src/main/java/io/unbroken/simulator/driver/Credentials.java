package io.unbroken.simulator.driver;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;

/// With what the demo's people sign in without a browser.
///
/// @param secret of all, for any token
/// @param people password and PIN of each, by login: for a token that signs
public record Credentials(String secret, Properties people) {

    /// Those in the files of the demo's provider.
    public static Credentials of(String secret, String people) {
        var read = new Properties();
        try {
            read.load(new StringReader(people));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Credentials(secret.strip(), read);
    }

    /// What goes with the request for a token that signs.
    ///
    /// @throws IllegalStateException if the person has no password and PIN
    String proof(String user) {
        String[] words = people.getProperty(user, "").split(" ", -1);
        if (words.length != 2) {
            throw new IllegalStateException("expected a password and a PIN of " + user);
        }
        return "&password=%s&pin=%s".formatted(words[0], words[1]);
    }

    /// Nothing of what is in it: this may be printed.
    @Override
    public String toString() {
        return "credentials of " + people.size() + " people";
    }
}
