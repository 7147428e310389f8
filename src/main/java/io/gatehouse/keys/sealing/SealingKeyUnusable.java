package io.gatehouse.keys.sealing;

import org.jspecify.annotations.Nullable;

/** There is no usable sealing key, so nothing secret could be kept and nothing starts. */
public class SealingKeyUnusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SealingKeyUnusable(String message) {
        super(message);
    }

    public SealingKeyUnusable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
