package io.gatehouse.keys;

/** A table that keeps something sealed; each package that has one seals it anew when the sealing keys change. */
public interface SealedRows {
    /** What is sealed there, in two words, for whoever rotates. */
    String what();

    /** Seals anew what is under another key than the first, row by row, each only if nobody changed it meanwhile; how many. */
    int reseal();
}
