package io.unbroken.capture.http;

import org.springframework.http.HttpStatus;

/// What came is refused: which field, and what was expected of it. Never repeats what was sent.
public final class BadInput extends RuntimeException {

    private final HttpStatus status;
    private final String type;
    private final String field;

    BadInput(HttpStatus status, String type, String field, String detail) {
        super(detail);
        this.status = status;
        this.type = type;
        this.field = field;
    }

    /// A field that is malformed, missing or out of its bounds.
    public static BadInput field(String field, String detail) {
        return new BadInput(HttpStatus.BAD_REQUEST, "invalid-field", field, detail);
    }

    /// Something that this caller or this party may not say.
    public static BadInput notEntitled(String field, String detail) {
        return new BadInput(HttpStatus.FORBIDDEN, "not-entitled", field, detail);
    }

    /// Something else was said before in the place of this.
    public static BadInput conflict(String field, String detail) {
        return new BadInput(HttpStatus.CONFLICT, "id-conflict", field, detail);
    }

    /// A rule of the model that was broken; its message may begin with the field's name.
    public static BadInput of(IllegalArgumentException rule) {
        String message = String.valueOf(rule.getMessage());
        int colon = message.indexOf(": ");
        boolean named =
                colon > 0 && message.substring(0, colon).chars().allMatch(Character::isLetter);
        return named
                ? field(message.substring(0, colon), message.substring(colon + 2))
                : field("", message);
    }

    /// The same refusal, of a field inside of another.
    BadInput inside(String path) {
        String whole = path.isEmpty() || field.isEmpty() ? path + field : path + "." + field;
        return new BadInput(status, type, whole, String.valueOf(getMessage()));
    }

    HttpStatus status() {
        return status;
    }

    String type() {
        return type;
    }

    String field() {
        return field;
    }
}
