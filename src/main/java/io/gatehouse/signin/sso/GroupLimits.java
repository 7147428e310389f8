package io.gatehouse.signin.sso;

import io.gatehouse.reason.Evidence;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many groups of an assertion go on to the account and the portal, and how long one may be. Groups grant, so leaving
 * one out opens nothing.
 */
@ConfigurationProperties("gatehouse.limits.groups")
record GroupLimits(
        @DefaultValue("200") int most, @DefaultValue("256") int longest) {
    GroupLimits {
        if (most < 0 || most > 1000 || longest < 1 || longest > 1024) {
            throw new IllegalArgumentException(
                    "gatehouse.limits.groups: most is 0 to 1000, longest is 1 to 1024 characters");
        }
    }

    List<String> kept(List<String> groups) {
        return groups.stream()
                .filter(group -> group.length() <= longest)
                .limit(most)
                .toList();
    }

    Evidence leftOut(List<String> groups) {
        int kept = kept(groups).size();
        return kept == groups.size()
                ? Evidence.NONE
                : Evidence.of("groups_asserted", groups.size()).and("groups_left_out", groups.size() - kept);
    }
}
