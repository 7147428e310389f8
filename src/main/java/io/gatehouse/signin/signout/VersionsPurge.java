package io.gatehouse.signin.signout;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.gatehouse.account.session.ConsoleSessions;
import io.gatehouse.identityprovider.UnusedVersions;
import io.gatehouse.portal.NamedSessions;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets versions of connections that nothing refers to and no session is left of: their keys are nobody's word any more. */
@Configuration(proxyBeanMethods = false)
class VersionsPurge {
    private static final int MOST = 100_000;

    @Bean
    RecurringTask<Void> purgeVersions(UnusedVersions versions, NamedSessions sessions, ConsoleSessions console) {
        return Tasks.recurring("purge-provider-versions", FixedDelay.of(Duration.ofDays(1)))
                .execute((_, _) -> run(versions, sessions, console));
    }

    static void run(UnusedVersions versions, NamedSessions sessions, ConsoleSessions console) {
        versions.note();
        var cameBy = sessions.versions();
        versions.forget(versions.longUnused(MOST).stream()
                .filter(unused -> !cameBy.contains(
                        new NamedSessions.Version(unused.provider().value(), unused.hash())))
                .filter(unused -> !console.cameBy(unused.provider().value(), unused.hash()))
                .toList());
    }
}
