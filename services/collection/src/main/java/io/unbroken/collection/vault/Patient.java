package io.unbroken.collection.vault;

import java.time.LocalDate;

/// Who a patient is. Never leaves the site: no log, topic, URL or export has it.
///
/// @param name as the hospital writes it
/// @param recordNumber the hospital's medical record number
public record Patient(String name, LocalDate birthDate, String recordNumber) {

    /// Longer than any name in a hospital's system.
    private static final int LONGEST = 200;

    private static final LocalDate EARLIEST = LocalDate.of(1880, 1, 1);

    /// The messages name the field and never repeat what was given.
    public Patient {
        require("name", name);
        require("recordNumber", recordNumber);
        if (birthDate.isBefore(EARLIEST)) {
            throw new IllegalArgumentException("birthDate: expected a date after " + EARLIEST);
        }
    }

    private static void require(String field, String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "%s: expected 1 to %d characters".formatted(field, LONGEST));
        }
    }

    /// Nothing of it: this may be printed.
    @Override
    public String toString() {
        return "Patient[]";
    }
}
