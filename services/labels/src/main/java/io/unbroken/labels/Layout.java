package io.unbroken.labels;

import io.unbroken.custody.event.Fact.MaterialLabel;
import io.unbroken.custody.identity.Din;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.Scan;
import io.unbroken.custody.identity.Scan.Symbology;
import io.unbroken.custody.scanning.Decoded.Compound;
import io.unbroken.custody.scanning.ElementString;
import io.unbroken.custody.scanning.Scans;
import io.unbroken.custody.scanning.Structure;
import io.unbroken.custody.scanning.Structure.Chain;
import io.unbroken.custody.scanning.Structure.Dated;
import io.unbroken.custody.scanning.Structure.Donation;
import io.unbroken.custody.scanning.Structure.Patient;
import io.unbroken.custody.scanning.Structure.ProductCode;
import io.unbroken.custody.scanning.Structure.UnitOfChain;
import io.unbroken.labels.Label.Frame;
import io.unbroken.labels.Label.Mark;
import io.unbroken.labels.Label.Symbol;
import io.unbroken.labels.Label.Symbol.Kind;
import io.unbroken.labels.Label.Words;
import io.unbroken.labels.Label.Words.Weight;
import io.unbroken.labels.LabelContent.Bag;
import io.unbroken.labels.LabelContent.Bearer;
import io.unbroken.labels.LabelContent.Cassette;
import io.unbroken.labels.LabelContent.Expiry;
import io.unbroken.labels.LabelContent.Handoff;
import io.unbroken.labels.LabelContent.Printing;
import io.unbroken.labels.LabelContent.Shipper;
import io.unbroken.labels.LabelContent.Statement;
import io.unbroken.labels.LabelContent.Storage;
import io.unbroken.labels.LabelContent.Unit;
import io.unbroken.labels.LabelContent.Wristband;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where everything stands on each kind of label.
final class Layout {

    /// Small parts of 0.5 mm: readable by a phone, and small enough for a cassette.
    private static final int SQUARE = 6;

    /// Bars of 0.25 mm, the narrowest that ISBT 128 allows.
    private static final int NARROW = 3;

    /// More have no room; a phone shows them one after the other.
    private static final int MOST_HANDOFF_SYMBOLS = 2;

    /// Half as much again is left for numbers that would not fit.
    private static final int NARROWEST = 2;

    private static final int LONG_NUMBER = 20;

    private static final double HUGE = 7;
    private static final double LARGE = 4;
    private static final double MEDIUM = 3;
    private static final double SMALL = 2.2;

    /// People still read it.
    private static final double SMALLEST = 1.2;

    private static final Pattern COLLECTED = Pattern.compile("([A-Z0-9]{13})-([A-Z0-9]{8})");
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("dd MMM uuuu HH:mm xxx", Locale.ROOT);
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("dd MMM HH:mm", Locale.ROOT);

    private final List<Mark> marks = new ArrayList<>();
    private double right;

    private Layout() {}

    static Label of(LabelContent content, Printing printing) {
        var layout = new Layout();
        return switch (content) {
            case Bag bag -> layout.bag(bag.unit(), printing);
            case Cassette cassette -> layout.cassette(cassette.unit(), printing);
            case Shipper shipper -> layout.shipper(shipper, printing);
            case Wristband wristband -> layout.wristband(wristband, printing);
            case Handoff handoff -> layout.handoff(handoff, printing);
        };
    }

    private Label bag(Unit unit, Printing printing) {
        right = 97;
        square(unitSymbol(unit), 4, 4);
        double y = line(unit.material().value(), 24, 8, LARGE, Weight.BOLD);
        y = checked("CoI", unit.coi().value(), unit.coi().check(), 24, y);
        Optional<Din> donation = donation(unit.material());
        if (donation.isPresent()) {
            Din din = donation.get();
            y = checked("Donation", din.value(), din.check(), 24, y);
        }
        if (unit.expiry().isPresent()) {
            y = line("Expires " + written(unit.expiry().get()), 24, y, SMALL, Weight.NORMAL);
        }
        y = storage(unit.storage(), 24, y, MEDIUM);
        for (Statement statement : unit.statements()) {
            y = line(statement.words(), 24, y, SMALL, Weight.BOLD);
        }
        bars(
                donation.map(din -> Donation.checked(din).scan())
                        .orElse(new Chain(unit.coi()).scan()));
        return label("Bag label", 100, 60, printing);
    }

    private Label cassette(Unit unit, Printing printing) {
        right = 88;
        square(unitSymbol(unit), 3, 3);
        double y = line(unit.material().value(), 24, 6, MEDIUM, Weight.BOLD);
        y = checked("CoI", unit.coi().value(), unit.coi().check(), 24, y);
        if (unit.expiry().isPresent()) {
            y = line("Exp " + written(unit.expiry().get()), 24, y, SMALL, Weight.NORMAL);
        }
        y = storage(unit.storage(), 24, y, SMALL);
        for (Statement statement : unit.statements()) {
            y = line(statement.words(), 24, y, SMALL, Weight.BOLD);
        }
        return label("Cassette label", 90, 32, printing);
    }

    private Label shipper(Shipper shipper, Printing printing) {
        right = 74;
        double y = line(shipper.shipper().value(), 5, 12, HUGE, Weight.BOLD);
        if (shipper.to().isPresent()) {
            y = line("To " + shipper.to().get(), 5, y + 2, LARGE, Weight.NORMAL);
        }
        y = storage(shipper.storage(), 5, y, MEDIUM);
        line("THIS SIDE UP", 5, y + 2, LARGE, Weight.BOLD);
        String number = shipper.shipper().value();
        boolean asset = isAsset(number);
        marks.add(
                new Symbol(
                        asset ? Kind.GS1_128 : Kind.CODE_128,
                        asset ? "[8003]" + number : number,
                        8,
                        44,
                        number.length() > LONG_NUMBER ? NARROWEST : NARROW,
                        16));
        if (!asset) {
            square(number, 78, 5);
        }
        return label("Shipper label", 100, 68, printing);
    }

    private Label wristband(Wristband wristband, Printing printing) {
        right = 106;
        String symbol = new Patient(Patient.WRISTBAND, wristband.patient()).scan();
        square(symbol, 4, 5);
        double y = 8;
        if (wristband.bearer().isPresent()) {
            Bearer bearer = wristband.bearer().get();
            y = line(bearer.name(), 24, y, LARGE, Weight.BOLD);
            y = line("Born " + bearer.birthDate(), 24, y, MEDIUM, Weight.NORMAL);
        }
        checked("CoI", wristband.coi().value(), wristband.coi().check(), 24, y);
        // A second one on the other side of the wrist.
        square(symbol, 110, 5);
        return label("Wristband", 150, 25, printing);
    }

    private Label handoff(Handoff handoff, Printing printing) {
        List<String> texts = HandoffCode.texts(handoff);
        if (texts.size() > MOST_HANDOFF_SYMBOLS) {
            throw new IllegalArgumentException(
                    "materials: expected as many as %d symbols hold, found %d"
                            .formatted(MOST_HANDOFF_SYMBOLS, handoff.materials().size()));
        }
        right = 60;
        line("HANDOFF", 5, 8, LARGE, Weight.BOLD);
        for (int i = 0; i < texts.size(); i++) {
            marks.add(new Symbol(Kind.QR_CODE, texts.get(i), 6 + i * 60, 11, SQUARE, 0));
        }
        line(handoff.handoff().value(), 5, 51, SMALL, Weight.NORMAL);
        line(handoff.shipper() + " · " + handoff.seal(), 5, 54.5, SMALL, Weight.BOLD);
        return label("Handoff code", 60 * texts.size() + 5, 60, printing);
    }

    private Label label(String title, double width, double height, Printing printing) {
        if (printing == Printing.REPRINT) {
            marks.add(new Words("REPRINT", 3, height - 1.5, SMALL, Weight.BOLD));
        }
        return new Label(title, width, height, marks);
    }

    /// What names chain and unit in one scan: a compound message for a collected unit, else our own structure.
    static String unitSymbol(Unit unit) {
        Matcher parts = COLLECTED.matcher(unit.material().value());
        if (parts.matches()) {
            String compound = compound(unit, parts.group(1), parts.group(2));
            var named = new MaterialLabel(unit.coi(), unit.material());
            if (Scans.label(Scans.read(new Scan(Symbology.DATA_MATRIX, compound)))
                    .filter(named::equals)
                    .isPresent()) {
                return compound;
            }
        }
        return new UnitOfChain(unit.coi(), unit.material()).scan();
    }

    private static String compound(Unit unit, String donation, String product) {
        var structures = new ArrayList<Structure>();
        try {
            structures.add(Donation.checked(new Din(donation)));
        } catch (IllegalArgumentException otherNumber) {
            return "-";
        }
        structures.add(new ProductCode(product));
        unit.expiry().map(Layout::dated).ifPresent(structures::add);
        structures.add(new Chain(unit.coi()));
        return new Compound("000", structures).scan();
    }

    private static Dated dated(Expiry expiry) {
        OffsetDateTime local = local(expiry);
        return new Dated(
                Dated.Occasion.EXPIRY,
                local.toLocalDate(),
                Optional.of(local.toLocalTime().truncatedTo(ChronoUnit.MINUTES)));
    }

    private static Optional<Din> donation(MaterialId material) {
        Matcher parts = COLLECTED.matcher(material.value());
        try {
            return parts.matches() ? Optional.of(new Din(parts.group(1))) : Optional.empty();
        } catch (IllegalArgumentException otherNumber) {
            return Optional.empty();
        }
    }

    /// A returnable asset's number, with its check digit.
    private static boolean isAsset(String number) {
        return Scans.read(new Scan(Symbology.GS1_128, "8003" + number)) instanceof ElementString;
    }

    private static String written(Expiry expiry) {
        OffsetDateTime local = local(expiry);
        return "%s (%s UTC)"
                .formatted(
                        LOCAL.format(local).toUpperCase(Locale.ROOT),
                        UTC.format(local.withOffsetSameInstant(ZoneOffset.UTC))
                                .toUpperCase(Locale.ROOT));
    }

    private static OffsetDateTime local(Expiry expiry) {
        return expiry.at().atOffset(ZoneOffset.ofTotalSeconds(expiry.offsetMinutes() * 60));
    }

    private double storage(Optional<Storage> storage, double x, double y, double size) {
        return storage.map(how -> line("Store at " + how.words(), x, y, size, Weight.BOLD))
                .orElse(y);
    }

    /// The check character stands in its box, so that nobody takes it for a part of the number.
    private double checked(String what, String value, char check, double x, double y) {
        String text = what + " " + value;
        line(text, x, y, MEDIUM, Weight.NORMAL);
        double box = x + Face.width(text, Weight.NORMAL) * MEDIUM + 1;
        marks.add(new Frame(box, y - MEDIUM, MEDIUM + 0.6, MEDIUM + 0.8));
        return line(String.valueOf(check), box + 0.7, y, MEDIUM, Weight.BOLD);
    }

    /// Letters become smaller where a line would not end on the label.
    private double line(String text, double x, double y, double size, Weight weight) {
        double fitting = Math.min(size, (right - x) / Face.width(text, weight));
        if (fitting < SMALLEST) {
            throw new IllegalArgumentException(
                    "label: expected text that has room on it, found %d characters"
                            .formatted(text.length()));
        }
        marks.add(new Words(text, x, y, fitting, weight));
        return y + size + 1.3;
    }

    private void square(String content, double x, double y) {
        marks.add(new Symbol(Kind.DATA_MATRIX, content, x, y, SQUARE, 0));
    }

    private void bars(String content) {
        marks.add(new Symbol(Kind.CODE_128, content, 6, 45, NARROW, 10));
    }
}
