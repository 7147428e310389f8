package io.gatehouse.identityprovider.markup;

/** A place in a text: line and column, both from 1, counted in UTF-16 units. */
public record Place(int line, int column) {
    /** The beginning. */
    public static final Place START = new Place(1, 1);
}
