package io.unbroken.capture.http;

import io.unbroken.capture.problem.Problem;

/// What came is refused: which field, and what was expected of it. Never repeats what was sent.
public final class BadInput extends RuntimeException {

    private final Problem problem;
    private final String field;

    BadInput(Problem problem, String field, String detail) {
        super(detail);
        this.problem = problem;
        this.field = field;
    }

    /// A field that is malformed, missing or out of its bounds.
    public static BadInput field(String field, String detail) {
        return new BadInput(Problem.INVALID_FIELD, field, detail);
    }

    /// Something that this caller or this party may not say.
    public static BadInput notEntitled(String field, String detail) {
        return new BadInput(Problem.NOT_ENTITLED, field, detail);
    }

    /// Something else was said before in the place of this.
    public static BadInput conflict(String field, String detail) {
        return new BadInput(Problem.ID_CONFLICT, field, detail);
    }

    /// A body of another kind than is taken.
    public static BadInput media(String detail) {
        return new BadInput(Problem.UNSUPPORTED_MEDIA, "", detail);
    }

    /// A body that is not what it says it is.
    public static BadInput body(String detail) {
        return new BadInput(Problem.MALFORMED_BODY, "", detail);
    }

    /// There is no room for what came.
    public static BadInput full(String detail) {
        return new BadInput(Problem.STORE_FULL, "", detail);
    }

    /// What was asked for is not here.
    public static BadInput absent(String detail) {
        return new BadInput(Problem.NOT_FOUND, "", detail);
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
        return new BadInput(problem, whole, String.valueOf(getMessage()));
    }

    Problem problem() {
        return problem;
    }

    String field() {
        return field;
    }
}
