package io.unbroken.ledger.witness;

import io.unbroken.ledger.note.SignatureLine;

/// What a witness answers.
public sealed interface Answer {

    /// The status of the HTTP answer.
    int status();

    /// It saw the checkpoint, keeps it, and says so.
    ///
    /// @param signature its cosignature
    record Cosigned(SignatureLine signature) implements Answer {
        @Override
        public int status() {
            return 200;
        }
    }

    /// It cosigned another size than the request begins with, or another root at this size.
    ///
    /// @param size the size that it cosigned last; 0 if none
    record Conflict(long size) implements Answer {
        @Override
        public int status() {
            return 409;
        }
    }

    /// The proof does not show that the new checkpoint begins with the old one.
    record Unproven() implements Answer {
        @Override
        public int status() {
            return 422;
        }
    }

    /// No key that it knows of this log signed the checkpoint.
    record Untrusted() implements Answer {
        @Override
        public int status() {
            return 403;
        }
    }

    /// It does not watch this log.
    record UnknownLog() implements Answer {
        @Override
        public int status() {
            return 404;
        }
    }

    /// The request is not of its form.
    ///
    /// @param expected what was expected
    record Malformed(String expected) implements Answer {
        @Override
        public int status() {
            return 400;
        }
    }
}
