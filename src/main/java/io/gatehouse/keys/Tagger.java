package io.gatehouse.keys;

/** Keyed tags: a value that was tagged by one of our nodes proves itself on every other. */
public interface Tagger {
    /** The tag of this value under the first key: 16 bytes. */
    byte[] tag(byte[] value);

    /** Whether the tag is this value's, under any of the keys; in constant time. */
    boolean verify(byte[] value, byte[] tag);
}
