package io.unbroken.capture.problem;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/// The kinds of problem (RFC 9457) that this service answers with. The `type` of each is the address of a page about it.
public enum Problem {
    MALFORMED_JSON(
            HttpStatus.BAD_REQUEST,
            "The body is no well-formed JSON. Nothing was recorded.",
            "The detail names the line and the column. Correct the program that wrote the body and send it again."),
    INVALID_FIELD(
            HttpStatus.BAD_REQUEST,
            "A field is unknown, missing, of another type, out of its bounds, or its check character does not match. Nothing was recorded.",
            "The member field says where, the detail what was expected. Scan the label again if it came from one; the form of every field is in /v3/api-docs."),
    NOT_ENTITLED(
            HttpStatus.FORBIDDEN,
            "This kind of party, or this role, may not state this fact. Nothing was recorded.",
            "Let the party that saw it state it, at its own service."),
    NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "Nothing is recorded here under this id.",
            "Compare the id. If an answer to what you sent never came, send it again with the same id: it is recorded once."),
    ID_CONFLICT(
            HttpStatus.CONFLICT,
            "The id was used before for another content.",
            "If both are true, send the second with a new id. Two contents under one id that were both recorded hold the journey until quality has decided."),
    ALREADY_PRINTED(
            HttpStatus.CONFLICT,
            "This party printed this label before. Nothing was recorded, and nothing is printed.",
            "If it has to be printed again, send a reprint with an id and a reason, and destroy the one before."),
    TOO_LARGE(
            HttpStatus.CONTENT_TOO_LARGE,
            "The body has more bytes than the service takes. Nothing was recorded.",
            "The detail names the limit. Split the readings of a logger into several blocks."),
    MALFORMED_BODY(
            HttpStatus.BAD_REQUEST,
            "The body is not what its headers say: no whole gzip, or no values of the named contract. Nothing was recorded.",
            "Correct the program that wrote the body, or its Content-Type and Content-Encoding, and send it again."),
    UNSUPPORTED_MEDIA(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "The body's media type, the version of its contract or its encoding is not taken here. Nothing was recorded.",
            "The detail says what is taken. Avro needs the version of the contract that it was written with: application/avro; schema=2."),
    UNREADABLE_FILE(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The file of a logger cannot be read. Nothing was recorded.",
            "The members line, expected and found say where. Send the file as the device wrote it; for CSV, say its separators, its date pattern and its zone."),
    STORE_FULL(
            HttpStatus.INSUFFICIENT_STORAGE,
            "There is no room left for photos at this service. Nothing was kept.",
            "Send the event without its photo, and tell the operator, who makes room."),
    LOG_AWAY(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The log does not answer. Nothing was acknowledged.",
            "Keep what you sent and send it again, with the same id, after the seconds of Retry-After."),
    REGISTRY_AWAY(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The schema registry does not answer. Nothing was acknowledged.",
            "Keep what you sent and send it again, with the same id, after the seconds of Retry-After."),
    KEY_AWAY(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The device that keeps the party's signing key does not sign now. Nothing was acknowledged.",
            "Keep what you sent and send it again, with the same id, after the seconds of Retry-After."),
    INTERNAL(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "A defect of this service. Nothing was acknowledged.",
            "Send it again with the same id. If it stays so, tell the operator, whose log names the place."),
    UNAUTHENTICATED(
            HttpStatus.UNAUTHORIZED,
            "No bearer token came, or one that is expired, of another issuer, of another audience, or of another party.",
            "Get a new token from the sign-in service, with the audience unbroken, and send it in the header Authorization."),
    AUTHENTICATE_TO_SIGN(
            HttpStatus.UNAUTHORIZED,
            "This is an electronic signature, and whoever signs has to prove who they are anew, for exactly this. Nothing was recorded.",
            "Show the person what the member signature says, let them sign in again, and send the same once more with signature.challenge in the header Unbroken-Signature."),
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
