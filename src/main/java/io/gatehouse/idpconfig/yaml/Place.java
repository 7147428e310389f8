package io.gatehouse.idpconfig.yaml;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;

/** A line and a column, both from 1. */
public record Place(int line, int column) {
    /** The beginning. */
    public static final Place START = new Place(1, 1);

    static Place of(@Nullable Mark mark) {
        return mark == null ? START : new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
