package io.unbroken.labels;

import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.Scan;
import io.unbroken.labels.LabelContent.Handoff;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The texts of a handoff's symbols, as the courier's page shows and reads them: all of the handoff, cut into numbered parts.
final class HandoffCode {

    private static final String FORM = "UH1";

    /// With what stands before it, a part is no longer than a scan may be.
    private static final int PART = Scan.LONGEST - 60;

    private static final int NAMED = 8;

    private HandoffCode() {}

    static List<String> texts(Handoff code) {
        String whole =
                String.join(
                        "|",
                        code.handoff().value(),
                        code.coi().value(),
                        code.from().value(),
                        code.to().value(),
                        code.shipper().value(),
                        code.seal().value(),
                        code.place().value(),
                        code.materials().stream()
                                .map(MaterialId::value)
                                .collect(Collectors.joining(",")));
        int count = (whole.length() + PART - 1) / PART;
        return IntStream.range(0, count)
                .mapToObj(i ->
                        "%s/%d/%d|%s|%s"
                                .formatted(
                                        FORM,
                                        i + 1,
                                        count,
                                        code.handoff().value().substring(0, NAMED),
                                        whole.substring(
                                                i * PART,
                                                Math.min(whole.length(), (i + 1) * PART))))
                .toList();
    }
}
