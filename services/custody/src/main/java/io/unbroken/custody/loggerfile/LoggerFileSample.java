package io.unbroken.custody.loggerfile;

import io.unbroken.custody.coldchain.ActivationEnergy;
import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.MeanKineticTemperature;
import io.unbroken.custody.coldchain.MeanTemperature;
import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.Sample;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/// Writes an export in the form of a Q-tag CLm's, of a shipment that never was: three days at 2 to
/// 8 °C with a short warm excursion. The same seed gives the same bytes.
///
/// The results it claims for the device are those of its samples, cut off as a Q-tag cuts them. Its
/// signature is all zeros, so that nobody takes it for a real one.
public final class LoggerFileSample {

    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final int SAMPLES = 3 * 24 * 6 + 1;
    private static final int HIGH_TENTHS = 80;

    /// A door left open in the second night, for about an hour.
    private static final int EXCURSION_START = 243;

    private static final List<Integer> EXCURSION_RISE_TENTHS =
            List.of(14, 35, 47, 52, 49, 38, 22, 9);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private LoggerFileSample() {}

    /// The file of that seed.
    public static byte[] qTag(long seed) {
        List<Sample> samples = samples(new Random(seed));
        var lines = new ArrayList<String>();
        lines.addAll(settings());
        lines.addAll(results(samples));
        lines.add("Marker:");
        lines.add("\tNumber\tT\tyyyy-MM-dd hh:mm\t");
        lines.add("Data:");
        lines.add("\tyyyy-MM-dd hh:mm\tT\tOut of limits");
        for (Sample sample : samples) {
            String mark = tooWarm(sample) ? "x" : "";
            lines.add("\t%s\t%s\t%s".formatted(TIME.format(sample.time()), tenths(sample), mark));
        }
        lines.addAll(List.of("Cert:", " Vers: 1.0", " Issuer: Unbroken sample, signed by nobody"));
        lines.add("Sig Cert: " + "0".repeat(128));
        lines.add("Sig: " + "0".repeat(128));
        return (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static List<Sample> samples(Random random) {
        var samples = new ArrayList<Sample>();
        int drift = 0;
        for (int i = 0; i < SAMPLES; i++) {
            drift = Math.clamp(drift + random.nextInt(-1, 2), -4, 4);
            int daily = (int) StrictMath.rint(8 * StrictMath.sin(2 * StrictMath.PI * i / 144.0));
            int sinceOpened = i - EXCURSION_START;
            boolean open = sinceOpened >= 0 && sinceOpened < EXCURSION_RISE_TENTHS.size();
            int rise = open ? EXCURSION_RISE_TENTHS.get(sinceOpened) : 0;
            int tenths = 48 + daily + drift + rise;
            Instant time = START.plus(INTERVAL.multipliedBy(i));
            samples.add(new Sample(time, new Celsius(tenths * 10)));
        }
        return samples;
    }

    private static List<String> settings() {
        return List.of(
                "Device: Q-tag CLm doc LR",
                "Vers: 1.9",
                "Fw Vers: 4.7.04o",
                "Device ID: 80",
                "Sensor: 1",
                "Conf:",
                " Serial: SAMPLE0001",
                " Zone: 0.00",
                " Start Delay: 0",
                " MKT Energy: 83.0",
                " Logging Interval: 10",
                " Alarm:",
                "  1:",
                "   Type: 2, T AL: 8.0, t AL: 30",
                "  5:",
                "   Type: 1, T AL: 2.0, t AL: 30");
    }

    private static List<String> results(List<Sample> samples) {
        Readings readings = Readings.of(samples);
        Comparator<Sample> byTemperature = Comparator.comparing(Sample::temperature);
        Sample min = samples.stream().min(byTemperature).orElseThrow();
        Sample max = samples.stream().min(byTemperature.reversed()).orElseThrow();
        return List.of(
                "Res:",
                " TS Actv: " + TIME.format(START.minus(Duration.ofDays(90))),
                " TS Start: " + TIME.format(START),
                " TS Stop: " + TIME.format(samples.getLast().time()),
                " Min T: %s, TS Min T: %s".formatted(tenths(min), TIME.format(min.time())),
                " Max T: %s, TS Max T: %s".formatted(tenths(max), TIME.format(max.time())),
                " MKT: "
                        + cutOff(MeanKineticTemperature.of(readings, new ActivationEnergy(83_000))),
                " Avrg T: " + cutOff(MeanTemperature.of(readings)),
                " Run Number: 1");
    }

    private static boolean tooWarm(Sample sample) {
        return sample.temperature().hundredths() > HIGH_TENTHS * 10;
    }

    private static String tenths(Sample sample) {
        return BigDecimal.valueOf(sample.temperature().hundredths(), 2).setScale(1).toPlainString();
    }

    private static String cutOff(Optional<MeanTemperature> mean) {
        return mean.orElseThrow().degrees().setScale(1, RoundingMode.DOWN).toPlainString();
    }
}
