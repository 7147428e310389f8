package io.gatehouse.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testing.HttpBrowser.Page;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** People whom Keycloak knows, who sign in anew at a planned pace, whatever the last ones are doing. */
final class SteadySignIns implements AutoCloseable {
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<KeycloakTrip> people = new LinkedBlockingQueue<>();
    private final Predicate<Page> arrived;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger landed = new AtomicInteger();
    private final List<String> failed = new CopyOnWriteArrayList<>();
    private long started;

    /** Of these people, on the way until a page says that they have arrived. */
    SteadySignIns(List<KeycloakTrip> people, Predicate<Page> arrived) {
        this.people.addAll(people);
        this.arrived = arrived;
    }

    /** Starts so many a second from now on. */
    void start(int aSecond) {
        started = System.nanoTime();
        pace.scheduleAtFixedRate(() -> threads.execute(this::signIn), 0, 1000 / aSecond, TimeUnit.MILLISECONDS);
    }

    // A start that is late, because everybody is on the way still, counts against the pace.
    private void signIn() {
        try {
            var person = people.take();
            begun.incrementAndGet();
            var page = KeycloakTrip.arrive(person.depart());
            if (arrived.test(page)) {
                landed.incrementAndGet();
            } else {
                failed.add(page.status() + " " + page.reason() + " " + page.uri());
            }
            people.put(person);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | AssertionError e) {
            failed.add(e.toString());
        }
    }

    /** Waits until so many more have arrived, or one has not. */
    void awaitMore(int signIns) throws InterruptedException {
        int enough = landed.get() + signIns;
        long since = System.nanoTime();
        while (landed.get() < enough && failed.isEmpty()) {
            assertThat(System.nanoTime() - since).as("time for sign-ins").isLessThan(TimeUnit.SECONDS.toNanos(90));
            Thread.sleep(100);
        }
    }

    /** How many were begun a second so far. */
    double rate() {
        return begun.get() / ((System.nanoTime() - started) / 1e9);
    }

    /** What became of those that did not arrive. */
    List<String> failed() {
        return failed;
    }

    /** Begins no more, waits for those on the way, and says whether every one that was begun has arrived. */
    boolean all() {
        close();
        return landed.get() == begun.get();
    }

    @Override
    public void close() {
        pace.close();
        threads.close();
    }
}
