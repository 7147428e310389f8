package io.gatehouse.keys;

import org.jspecify.annotations.Nullable;

/** There is no usable sealing key, so nothing secret could be kept and nothing starts. */
class SealingKeyUnusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SealingKeyUnusable(String message) {
        super(message);
    }

    SealingKeyUnusable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
