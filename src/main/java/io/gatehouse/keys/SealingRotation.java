package io.gatehouse.keys;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Seals anew, under the first sealing key, everything that is kept sealed; afterwards the other keys may be taken away. */
@Component
public class SealingRotation {
    private final List<SealedRows> tables;

    SealingRotation(List<SealedRows> tables) {
        this.tables = tables;
    }

    /** How many of what were sealed anew. It may be stopped and run again, beside a running gateway too. */
    public Map<String, Integer> run() {
        var done = new LinkedHashMap<String, Integer>();
        tables.forEach(table -> done.merge(table.what(), table.reseal(), Integer::sum));
        return done;
    }
}
