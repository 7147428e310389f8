package io.gatehouse.signin.sso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.reason.Evidence;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class GroupLimitsTests {
    private final GroupLimits limits = bound(Map.of());

    @Test
    void keepsAsManyAsEntraSends() {
        var groups = IntStream.range(0, 150).mapToObj("group-%03d"::formatted).toList();
        assertThat(limits.kept(groups)).isEqualTo(groups);
        assertThat(limits.leftOut(groups)).isEqualTo(Evidence.NONE);
    }

    @Test
    void leavesOutWhatIsTooManyOrTooLongAndSaysSo() {
        var groups = IntStream.range(0, 1000)
                .mapToObj(i -> i == 0 ? "x".repeat(257) : "g" + i)
                .toList();
        assertThat(limits.kept(groups)).hasSize(200).startsWith("g1").endsWith("g200");
        assertThat(limits.leftOut(groups).values()).isEqualTo(Map.of("groups_asserted", 1000, "groups_left_out", 800));
    }

    @Test
    void readsEveryName() {
        assertThat(bound(Map.of("gatehouse.limits.groups.most", "1", "gatehouse.limits.groups.longest", "2")))
                .isEqualTo(new GroupLimits(1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new GroupLimits(-1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new GroupLimits(1, 1025));
        assertThat(new GroupLimits(0, 1).kept(List.of("a"))).isEmpty();
    }

    private static GroupLimits bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("gatehouse.limits.groups", GroupLimits.class);
    }
}
