package io.unbroken.tracking.api;

import io.swagger.v3.oas.annotations.Operation;
import io.unbroken.ledger.heads.TreeName;
import io.unbroken.ledger.note.NoteSigner;
import io.unbroken.ledger.tiles.TilePath;
import io.unbroken.tracking.settings.LedgerProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The ledger for everyone, as C2SP tlog-tiles lays it out: hashes and sizes only. What is asked for is parsed, and the path of a
/// file is written from what was parsed: nothing of the address reaches the file system.
@RestController
class LedgerController {

    /// What no later checkpoint changes may be kept for ever.
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    /// Nor does a partial tile change, but it is deleted when the full one is there.
    private static final CacheControl A_WHILE =
            CacheControl.maxAge(Duration.ofHours(1)).cachePublic();

    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

    private static final String LEDGER = "/ledger/";
    private static final String MASTER = "master";

    private final Path directory;
    private final NoteSigner signer;

    LedgerController(LedgerProperties properties, NoteSigner signer) {
        this.directory = Path.of(properties.directory()).toAbsolutePath();
        this.signer = signer;
    }

    @Operation(summary = "The last checkpoint: a signed note (C2SP tlog-checkpoint)")
    @GetMapping("/ledger/checkpoint")
    ResponseEntity<Resource> checkpoint() {
        return ResponseEntity.ok()
                .contentType(TEXT)
                .cacheControl(CacheControl.noCache())
                .body(file(directory.resolve(MASTER).resolve("checkpoint")));
    }

    @Operation(summary = "The log's key as a vkey, which checkpoints are verified with")
    @GetMapping("/ledger/key")
    ResponseEntity<String> key() {
        return ResponseEntity.ok()
                .contentType(TEXT)
                .cacheControl(CacheControl.noCache())
                .body(signer.verifierKey() + "\n");
    }

    @Operation(
            summary = "A tile of the master log, or a bundle of its entries (C2SP tlog-tiles)",
            description = "tile/LEVEL/INDEX[.p/WIDTH] or tile/entries/INDEX[.p/WIDTH]")
    @GetMapping("/ledger/tile/**")
    ResponseEntity<Resource> tile(HttpServletRequest request) {
        return tile(MASTER, path(request, LEDGER));
    }

    @Operation(summary = "A tile of a partition's tree", description = "tile/LEVEL/INDEX[.p/WIDTH]")
    @GetMapping("/ledger/{topic}/{partition}/tile/**")
    ResponseEntity<Resource> tile(
            @PathVariable String topic,
            @PathVariable String partition,
            HttpServletRequest request) {
        try {
            String tree = TreeName.parse(topic + "/" + partition).toString();
            return tile(tree, path(request, LEDGER + tree + "/"));
        } catch (IllegalArgumentException form) {
            throw new NotFound("This tree");
        }
    }

    private ResponseEntity<Resource> tile(String tree, TilePath path) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .cacheControl(path.full() ? FOR_EVER : A_WHILE)
                .body(file(directory.resolve(tree).resolve(path.toString())));
    }

    private static Resource file(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new NotFound("This part of the ledger");
        }
        return new FileSystemResource(file);
    }

    private static TilePath path(HttpServletRequest request, String prefix) {
        String asked = request.getRequestURI();
        try {
            return TilePath.parse(asked.startsWith(prefix) ? asked.substring(prefix.length()) : "");
        } catch (IllegalArgumentException form) {
            throw new NotFound("This tile");
        }
    }
}
