package io.gatehouse.cli;

import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.audit.Origin;
import io.gatehouse.keys.KeyRotation;
import io.gatehouse.keys.KeyRotation.Rotation;
import io.gatehouse.keys.ServiceKeys.Purpose;
import io.gatehouse.reason.Evidence;
import java.util.Locale;
import java.util.function.Function;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.transaction.support.TransactionTemplate;
import picocli.CommandLine;

/** Says what came of a rotation. */
final class Rotations {
    private Rotations() {}

    /** Begins a rotation and records it. */
    static Rotation record(BeanFactory beans, Purpose purpose, Function<KeyRotation, Rotation> work) {
        var rotation = work.apply(beans.getBean(KeyRotation.class));
        if (rotation instanceof Rotation.Begun(var id, var from, var until)) {
            var details = Evidence.of("change", "key published")
                    .and("purpose", purpose.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .and("key", id)
                    .and("used_from", from)
                    .and("old_until", until);
            var event = new EventContext(Subject.NOBODY, Origin.INTERNAL).success(Type.ADMINISTRATION, details);
            beans.getBean(TransactionTemplate.class)
                    .executeWithoutResult(_ -> beans.getBean(LoginEvents.class).append(event.by("cli")));
        }
        return rotation;
    }

    static int tell(Rotation rotation, CommandLine line) {
        switch (rotation) {
            case Rotation.Begun(var id, var from, var until) -> {
                line.getOut()
                        .println("The key " + id + " is published, signs or opens from " + from
                                + ", and the keys before it stay until " + until + ".");
                return 0;
            }
            case Rotation.UnderWay(var id, var from) ->
                line.getErr().println("The key " + id + " waits for its first use at " + from + "; nothing was done.");
            case Rotation.NothingYet() ->
                line.getErr().println("There is no such key yet; the first one is made when it is needed.");
        }
        return 1;
    }
}
