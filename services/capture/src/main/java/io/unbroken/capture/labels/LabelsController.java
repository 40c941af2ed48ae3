package io.unbroken.capture.labels;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.unbroken.capture.http.BadInput;
import io.unbroken.capture.http.EventRules;
import io.unbroken.capture.http.StrictJson;
import io.unbroken.capture.publishing.Publication;
import io.unbroken.capture.publishing.Publisher;
import io.unbroken.capture.publishing.Receipt;
import io.unbroken.capture.security.Caller;
import io.unbroken.capture.settings.CaptureProperties;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact.LabelPrinted;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.labels.Label;
import io.unbroken.labels.Label.Symbol;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// Gives labels, each after the log has that it is printed: a print that nobody knows of cannot be accounted for.
@RestController
class LabelsController {

    static final String SVG = "image/svg+xml";
    static final String PDF = "application/pdf";
    static final String ZPL = "application/vnd.zebra.zpl";

    private static final List<MediaType> FORMS =
            List.of(
                    MediaType.parseMediaType(SVG),
                    MediaType.parseMediaType(PDF),
                    MediaType.parseMediaType(ZPL));

    /// A hundred units of a handoff fit twice over.
    private static final int LARGEST_REQUEST = 16 * 1024;

    private final StrictJson json;
    private final EventRules rules;
    private final Publisher publisher;
    private final PartyId party;
    private final Optional<Bearers> bearers;

    LabelsController(
            StrictJson json,
            EventRules rules,
            Publisher publisher,
            CaptureProperties properties,
            ObjectProvider<Bearers> bearers) {
        this.json = json;
        this.rules = rules;
        this.publisher = publisher;
        this.party = new PartyId(properties.party());
        this.bearers = Optional.ofNullable(bearers.getIfAvailable());
    }

    @Operation(
            summary = "Print a label",
            description =
                    "Gives the label once the log has that it is printed; Location is its receipt. The same request gives the same label. A label that was printed before needs a reprint with an id and a reason, else 409.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = LabelRequest.class))))
    @PostMapping(
            path = "/api/labels",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = {SVG, PDF, ZPL})
    ResponseEntity<byte[]> print(
            HttpServletRequest request,
            @RequestHeader HttpHeaders headers,
            Authentication signedIn) {
        LabelRequest asked = json.read(request, LARGEST_REQUEST, LabelRequest.class);
        Caller caller = Caller.of(signedIn);
        try {
            requireKind(asked, caller);
            Label label = asked.content(bearers).drawn(asked.printing());
            MediaType form = form(headers.getAccept());
            byte[] body = body(label, form, asked.copies());
            Receipt receipt = publish(event(asked, label.symbols(), caller), caller);
            return ResponseEntity.created(URI.create("/api/receipts/" + receipt.id()))
                    .contentType(form)
                    .cacheControl(CacheControl.noStore())
                    .body(body);
        } catch (IllegalArgumentException rule) {
            throw BadInput.of(rule);
        }
    }

    /// Before a vault is asked for a name: whether this party prints such labels at all.
    private void requireKind(LabelRequest asked, Caller caller) {
        rules.require(event(asked, List.of(), caller), caller.roles());
    }

    private Event event(LabelRequest asked, List<Symbol> symbols, Caller caller) {
        LabelPrinted fact = fact(asked, symbols);
        return new Event(
                asked.reprint()
                        .map(LabelRequest.Reprint::id)
                        .orElse(fact.firstId(party, asked.coi())),
                asked.coi(),
                asked.eventTime(),
                asked.offsetMinutes(),
                caller.person(),
                asked.device(),
                List.of(),
                fact);
    }

    private static LabelPrinted fact(LabelRequest asked, List<Symbol> symbols) {
        return new LabelPrinted(
                asked.kind(),
                asked.subject(),
                asked.copies(),
                hash(symbols),
                asked.reprint().map(LabelRequest.Reprint::reason));
    }

    private Receipt publish(Event event, Caller caller) {
        rules.require(event, caller.roles());
        return switch (publisher.publish(event)) {
            case Publication.Recorded recorded -> recorded.receipt();
            case Publication.Conflicting _ ->
                    throw BadInput.conflict(
                            "reprint.id", "This id was used before for something else.");
        };
    }

    private static MediaType form(List<MediaType> accepted) {
        MimeTypeUtils.sortBySpecificity(accepted);
        return accepted.stream()
                .flatMap(each -> FORMS.stream().filter(each::includes))
                .findFirst()
                .orElse(FORMS.getFirst());
    }

    private static byte[] body(Label label, MediaType form, int copies) {
        return switch (form.toString()) {
            case PDF -> label.pdf();
            case ZPL -> label.zpl(copies).getBytes(StandardCharsets.UTF_8);
            default -> label.svg().getBytes(StandardCharsets.UTF_8);
        };
    }

    /// Of what the symbols say; names and other words of people are not in it.
    private static ContentHash hash(List<Symbol> symbols) {
        String said = symbols.stream().map(Symbol::content).collect(Collectors.joining("\n"));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(said.getBytes(StandardCharsets.UTF_8));
            return new ContentHash(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
