package io.unbroken.tracking.problem;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/// The kinds of problem (RFC 9457) that this service answers with. The `type` of each is the address of a page about it.
public enum Problem {
    BAD_PARAMETER(
            HttpStatus.BAD_REQUEST,
            "A parameter or an identifier in the address has another form than it should.",
            "The detail names the parameter and what was expected."),
    NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "Nothing is known here under this id.",
            "Compare the id. What a party has just recorded appears within moments; ask again."),
    STORE_AWAY(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The store does not answer. Nothing is lost: the log has it all.",
            "Ask again after the seconds of Retry-After. An operator sees the reason in the readiness of this service."),
    LOG_AWAY(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The brokers or the schema registry do not answer, so evidence cannot be read.",
            "Ask again after the seconds of Retry-After."),
    WEBHOOKS_OFF(
            HttpStatus.CONFLICT,
            "Webhooks are off: no key is configured from which their secrets are computed.",
            "Set UNBROKEN_WEBHOOKS_KEY_FILE to a file that this service may read or make, and start it again."),
    ENOUGH_NOTES(
            HttpStatus.CONFLICT,
            "This alert has as many notes as one may have.",
            "Read those that are there. What is decided on a finding is a disposition, not a note."),
    TOO_MANY_LISTENERS(
            HttpStatus.SERVICE_UNAVAILABLE,
            "As many listen to the feed as this service takes.",
            "Ask again after the seconds of Retry-After, and open one stream for each browser or program."),
    NOTHING_SEALED(
            HttpStatus.SERVICE_UNAVAILABLE,
            "No checkpoint was made yet, so there is nothing to prove against.",
            "Ask again after the seconds of Retry-After; checkpoints are made while records come."),
    NOT_SEALED(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The newest checkpoint does not cover all records of this journey yet.",
            "Ask again after the seconds of Retry-After."),
    NOT_PROVABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The records in the store are not those that were sealed.",
            "Ask again. If it stays so, treat it as an incident: the store or the log was changed. Run the audit."),
    NOT_SETTLED(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The history in the store is not the one that the sealed records give.",
            "Ask again. If it stays so, run the audit."),
    UNAUTHENTICATED(
            HttpStatus.UNAUTHORIZED,
            "No bearer token came, or one that is expired, of another issuer, of another audience.",
            "Get a new token from the sign-in service, with the audience unbroken, and send it in the header Authorization."),
    FORBIDDEN(
            HttpStatus.FORBIDDEN,
            "The token is valid, and none of its roles allows this.",
            "Ask whoever administers the roles, or sign in as somebody who has one that fits.");

    private static final String PAGES = "/problems/";

    private final HttpStatus status;
    private final String meaning;
    private final String remedy;

    Problem(HttpStatus status, String meaning, String remedy) {
        this.status = status;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /// The problem of that name in an address.
    static Optional<Problem> named(String name) {
        return Arrays.stream(values()).filter(problem -> problem.key().equals(name)).findFirst();
    }

    /// The answer's status.
    public HttpStatus status() {
        return status;
    }

    /// The address of the page about it, relative to the service that answered.
    public URI type() {
        return URI.create(PAGES + key());
    }

    /// The answer's body.
    ///
    /// @param detail what was expected and what was found, never what was sent
    public ProblemDetail with(String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(type());
        return problem;
    }

    /// The answer's body where no converter is at hand.
    ///
    /// @param detail as above, and without characters that JSON escapes
    public String json(String detail) {
        return "{\"type\":\"%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                .formatted(type(), status.getReasonPhrase(), status.value(), detail);
    }

    /// What it means.
    String meaning() {
        return meaning;
    }

    /// What to do.
    String remedy() {
        return remedy;
    }

    /// Its name in addresses, such as `log-away`.
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
