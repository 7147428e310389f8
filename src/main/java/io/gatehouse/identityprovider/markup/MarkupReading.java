package io.gatehouse.identityprovider.markup;

/** What came of reading a document: its tree, or why there is none. */
public sealed interface MarkupReading {
    /** Well-formed and within the limits. */
    record Tree(Element root) implements MarkupReading {}

    /** Not read to the end. */
    record Refused(Fault fault, Place place, String detail) implements MarkupReading {}

    /** Why a document was not read. */
    enum Fault {
        EMPTY,
        TOO_LARGE,
        TOO_COMPLEX,
        ENCODING,
        DOCTYPE,
        NOT_WELL_FORMED
    }
}
