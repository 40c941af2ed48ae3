package io.unbroken.tracking.place;

/// A place on the earth, WGS 84.
///
/// @param code as events name it, or the five letters of its UN/LOCODE
/// @param name for people
/// @param latitude degrees, north positive
/// @param longitude degrees, east positive
public record Place(String code, String name, double latitude, double longitude) {

    private static final double POLE = 90;
    private static final double DATE_LINE = 180;
    private static final int FIELDS = 4;

    /// @throws IllegalArgumentException if it is none on this earth
    public Place {
        if (code.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException("expected a code and a name");
        }
        // Also refuses what is not a number.
        if (!(Math.abs(latitude) <= POLE) || !(Math.abs(longitude) <= DATE_LINE)) {
            throw new IllegalArgumentException(
                    "%s: expected a latitude of -90 to 90 and a longitude of -180 to 180"
                            .formatted(code));
        }
    }

    /// Reads `code,name,latitude,longitude`.
    ///
    /// @throws IllegalArgumentException if the line is another
    static Place parse(String line) {
        String[] fields = line.split(",", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException(
                    "expected code,name,latitude,longitude, found %d fields"
                            .formatted(fields.length));
        }
        return new Place(
                fields[0].strip(),
                fields[1].strip(),
                Double.parseDouble(fields[2].strip()),
                Double.parseDouble(fields[3].strip()));
    }
}
