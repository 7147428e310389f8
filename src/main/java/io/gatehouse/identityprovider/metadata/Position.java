package io.gatehouse.identityprovider.metadata;

/** A place in a document, both from 1. */
public record Position(int line, int column) {
    /** The beginning. */
    public static final Position START = new Position(1, 1);

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
