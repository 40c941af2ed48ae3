package io.unbroken.custody.identity;

final class CheckCharacters {

    private CheckCharacters() {}

    static void require(String what, char expected, char found) {
        if (expected != found) {
            throw new IllegalArgumentException(
                    "check character of the %s: expected %c, found %c; scan or type it again"
                            .formatted(what, expected, found));
        }
    }
}
