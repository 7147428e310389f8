package io.gatehouse.account.role;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Which groups, asserted by the identity provider of the vendor's own people, make somebody an administrator or auditor. */
@ConfigurationProperties("gatehouse.console.groups")
record ConsoleGroups(
        @DefaultValue List<String> admin, @DefaultValue List<String> auditor) {
    ConsoleGroups {
        admin = List.copyOf(admin);
        auditor = List.copyOf(auditor);
    }
}
