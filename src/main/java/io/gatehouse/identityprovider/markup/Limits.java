package io.gatehouse.identityprovider.markup;

/**
 * How much of a document is read before it is refused.
 *
 * @param bytes of the whole document
 * @param depth of elements within elements
 * @param attributes of one element, namespace declarations included
 * @param value characters of one attribute's value
 * @param name characters of one name
 */
public record Limits(int bytes, int depth, int elements, int attributes, int value, int name) {
    /** Enough for the largest metadata of one asserting party that is known, three times over. */
    public static final Limits METADATA = new Limits(256 << 10, 32, 20_000, 64, 8_192, 1_000);
}
