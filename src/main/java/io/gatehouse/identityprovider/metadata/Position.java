package io.gatehouse.identityprovider.metadata;

import io.gatehouse.identityprovider.markup.Place;

/** A place in a document, both from 1. */
public record Position(int line, int column) {
    /** The beginning. */
    public static final Position START = new Position(1, 1);

    static Position of(Place place) {
        return new Position(place.line(), place.column());
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
