package io.unbroken.custody.coldchain;

/// How strongly decay speeds up with warmth; the one parameter of mean kinetic temperature.
///
/// @param joulesPerMole from 1 to 1,000,000 J/mol; loggers print it in kJ/mol
public record ActivationEnergy(int joulesPerMole) {

    /// That of USP <1079.2>: 83.144 kJ/mol, so that with R = 8.3144 J/(mol·K) it is 10,000 K.
    public static final ActivationEnergy USP = new ActivationEnergy(83_144);

    /// No chemical bond that breaks in storage needs more.
    private static final int HIGHEST = 1_000_000;

    /// @throws IllegalArgumentException if out of range
    public ActivationEnergy {
        if (joulesPerMole < 1 || joulesPerMole > HIGHEST) {
            throw new IllegalArgumentException(
                    "expected an activation energy from 1 to %d J/mol, found %d"
                            .formatted(HIGHEST, joulesPerMole));
        }
    }

    /// The energy over the gas constant, in kelvin; exactly 10,000 for [#USP].
    double kelvin() {
        return joulesPerMole * 10_000.0 / 83_144.0;
    }
}
