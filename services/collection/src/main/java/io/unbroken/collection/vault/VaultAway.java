package io.unbroken.collection.vault;

import com.mongodb.MongoException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Answers what takes the vault while it is away.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class VaultAway {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> vaultAway(MongoException away) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header("Retry-After", "2")
                .body(
                        ProblemDetail.forStatusAndDetail(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "The vault does not answer; nothing was acknowledged. Send it again."));
    }
}
