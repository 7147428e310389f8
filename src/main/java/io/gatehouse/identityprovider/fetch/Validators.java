package io.gatehouse.identityprovider.fetch;

import org.jspecify.annotations.Nullable;

/**
 * What a host said of the document that it gave last (RFC 9110 8.8), to be said back to it: short, printable, or nothing.
 *
 * @param etag with its quotes
 * @param lastModified as the host wrote it
 */
public record Validators(@Nullable String etag, @Nullable String lastModified) {
    /** Nothing is known yet: whatever is there is wanted. */
    public static final Validators NONE = new Validators(null, null);

    private static final int LONGEST = 500;

    public Validators {
        etag = tame(etag);
        lastModified = tame(lastModified);
    }

    /** Whether there is anything to ask with. */
    public boolean any() {
        return etag != null || lastModified != null;
    }

    private static @Nullable String tame(@Nullable String text) {
        boolean fit = text != null
                && !text.isEmpty()
                && text.length() <= LONGEST
                && text.chars().allMatch(c -> c >= ' ' && c < 0x7F);
        return fit ? text : null;
    }
}
