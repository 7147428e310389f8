package io.gatehouse.api.partner;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.Program;
import org.junit.jupiter.api.Test;

class LastWordApiTests {
    private final Program admin = Program.admin();

    @Test
    void letsTheLastWordCountWhereNobodySaysWhatTheyHaveSeenAndRecordsThat() {
        var id = Program.partner("");
        admin.put("/partners/" + id, "{\"partner\": \"" + id + "\", \"name\": \"A\"}")
                .answered(200);
        assertThat(Program.events(id).getFirst().details().values()).containsEntry("unconditional", true);

        admin.header("If-Match", admin.get("/partners/" + id).etag())
                .put("/partners/" + id, "{\"partner\": \"" + id + "\", \"name\": \"B\"}")
                .answered(200);
        assertThat(Program.events(id).getFirst().details().values()).doesNotContainKey("unconditional");

        admin.delete("/partners/" + id).answered(204);
        assertThat(Program.events(id))
                .filteredOn(e -> "partner ended".equals(e.details().values().get("change")))
                .singleElement()
                .satisfies(e -> assertThat(e.details().values()).containsEntry("unconditional", true));
    }
}
