package io.gatehouse.idpconfig;

import io.gatehouse.idpconfig.folder.ConfigFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Applies the folder when the gateway starts, after the migrations and before the first request, and whenever it has
 * changed and then stood still from one look to the next: what is half written is not read. Commands leave it alone.
 * Each node looks at its own folder; which of them applies a change is settled in the database.
 */
@Component
@ConditionalOnWebApplication
class FolderWatch implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(FolderWatch.class);
    private static final int FIRST_LOOKS = 20;
    private static final Duration BETWEEN_FIRST_LOOKS = Duration.ofMillis(100);

    // Looking at a large folder takes a while; this is the part of one processor it may cost at most.
    private static final int SHARE = 20;

    private final ConfigFolder reader;
    private final FolderLoader loader;
    private final Path root;
    private final Duration interval;
    private volatile CountDownLatch over = new CountDownLatch(0);
    private @Nullable Thread thread;
    private @Nullable String applied;
    private @Nullable String seen;
    private boolean failing;

    FolderWatch(ConfigFolder reader, FolderLoader loader, IdpConfigProperties properties) {
        this.reader = reader;
        this.loader = loader;
        this.root = properties.idpConfig();
        this.interval = properties.idpConfigInterval();
    }

    @Override
    public void start() {
        var stopped = new CountDownLatch(1);
        over = stopped;
        if (!settleAtStart(stopped)) {
            log.warn("idp-config: the folder is being written; it is applied when it stands still.");
        }
        // Nothing is done in the folder's name but by this thread from here on.
        thread = Thread.ofPlatform().name("idp-config").daemon().start(() -> watch(stopped));
    }

    private boolean settleAtStart(CountDownLatch stopped) {
        for (int i = 0; i < FIRST_LOOKS; i++) {
            seen = reader.print(root);
            if (settle(seen) || waited(stopped, BETWEEN_FIRST_LOOKS)) {
                return true;
            }
        }
        return false;
    }

    private void watch(CountDownLatch stopped) {
        var pause = interval;
        while (!waited(stopped, pause)) {
            long before = System.nanoTime();
            look();
            var owed = Duration.ofNanos((System.nanoTime() - before) * SHARE);
            pause = owed.compareTo(interval) > 0 ? owed : interval;
        }
    }

    void look() {
        try {
            var now = reader.print(root);
            if (now.equals(applied)) {
                loader.again();
            } else if (now.equals(seen)) {
                settle(now);
            }
            seen = now;
            failing = false;
        } catch (RuntimeException e) {
            // The database is away, say. What serves, serves on, and the next look tries again.
            if (!failing) {
                log.error("idp-config: the change can't be applied yet; it is tried again.", e);
            }
            failing = true;
        }
    }

    // What was read counts only if nobody wrote meanwhile.
    private boolean settle(String print) {
        var reading = reader.read(root);
        if (!reader.print(root).equals(print)) {
            return false;
        }
        loader.apply(reading);
        applied = print;
        return true;
    }

    // Never an interrupt: it would close the database file under H2.
    private static boolean waited(CountDownLatch stopped, Duration time) {
        try {
            return stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void stop() {
        over.countDown();
        var running = thread;
        if (running != null) {
            try {
                running.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return over.getCount() > 0;
    }

    // The web server starts in the last phases of all.
    @Override
    public int getPhase() {
        return 0;
    }
}
