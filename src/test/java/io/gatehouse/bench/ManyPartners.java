package io.gatehouse.bench;

import static java.util.Comparator.naturalOrder;
import static java.util.Objects.requireNonNull;

import io.gatehouse.testing.CommandRun;
import io.gatehouse.testing.GatewayProcess;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestKeys;
import io.gatehouse.testing.TestPartners;
import io.gatehouse.testing.TestPortal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Twenty thousand partners beside twenty, on one PostgreSQL, in one run: start, memory, list and search, and what a sign-in
 * costs. {@code scripts/bench-partners} runs it, and docs/performance.md quotes it.
 */
final class ManyPartners {
    private static final int FEW = 20;
    private static final int MANY = 20_000;
    private static final int STARTS = 5;
    private static final int ROUNDS = 3;
    private static final TestKeys KEYS = TestKeys.rsa(2048);

    private ManyPartners() {}

    static void main() throws Exception {
        try (var postgres = EmbeddedPostgres.start();
                var portal = TestPortal.start()) {
            var few = prepared(postgres, portal, FEW);
            var many = prepared(postgres, portal, MANY);
            starts(few, many);
            try (var small = GatewayProcess.start(few);
                    var large = GatewayProcess.start(many)) {
                lists(large, many);
                signIns(small, large);
            }
        }
    }

    private static void starts(Map<String, String> few, Map<String, String> many) throws Exception {
        var times = new TreeMap<Integer, List<Double>>();
        var heaps = new TreeMap<Integer, List<Double>>();
        var residents = new TreeMap<Integer, List<Double>>();
        for (int i = 0; i < STARTS; i++) {
            for (int count : List.of(FEW, MANY)) {
                long start = System.nanoTime();
                try (var gateway = GatewayProcess.start(count == FEW ? few : many)) {
                    add(times, count, (System.nanoTime() - start) / 1e9);
                    Thread.sleep(Duration.ofSeconds(5)); // what runs in the background at first has run
                    add(heaps, count, ProcessFigures.liveHeap(gateway.pid()));
                    add(residents, count, ProcessFigures.resident(gateway.pid()));
                }
            }
        }
        compare("start to the first page, s", times);
        compare("live heap after the start, MB", heaps);
        compare("resident after the start, MB", residents);
    }

    private static void lists(GatewayProcess gateway, Map<String, String> settings) throws Exception {
        var words = new ArrayList<>(List.of("token", "create", "--scope", "admin"));
        settings.forEach((name, value) -> words.add("--" + name + "=" + value));
        var made = CommandRun.of(Files.createTempDirectory("token"), Map.of(), words.toArray(String[]::new));
        if (made.exit() != 0) {
            throw new IllegalStateException(made.err());
        }
        var lists = new PartnerLists(gateway.address(), made.out().strip());
        lists.measure("first page", "limit=50");
        lists.measure("page in the middle", "limit=50&cursor=p-10000");
        lists.measure("search for an id", "limit=50&search=p-1234");
        lists.measure("search for a name", "limit=50&search=Partner%2019999");
        lists.measure("search for a domain", "limit=50&search=people.07777");
        lists.measure("search that finds nothing", "limit=50&search=nowhere");
    }

    private static void signIns(GatewayProcess small, GatewayProcess large) throws Exception {
        // Twice for each partner: accounts are made and caches filled, as on the second day.
        var few = new SignInRounds(small, KEYS, FEW);
        var many = new SignInRounds(large, KEYS, 1_000);
        few.round(2_000);
        many.round(2_000);
        var costs = new TreeMap<Integer, List<Double>>();
        for (int i = 0; i < ROUNDS; i++) {
            add(costs, FEW, few.round(600));
            add(costs, MANY, many.round(600));
        }
        compare("processor ms a sign-in, gateway and database", costs);
        var heaps = new TreeMap<Integer, List<Double>>();
        add(heaps, FEW, ProcessFigures.liveHeap(small.pid()));
        add(heaps, MANY, ProcessFigures.liveHeap(large.pid()));
        compare("live heap after the sign-ins, MB", heaps);
    }

    private static Map<String, String> prepared(EmbeddedPostgres postgres, TestPortal portal, int count)
            throws IOException, SQLException {
        var database = "partners_" + count;
        JdbcClient.create(postgres.getPostgresDatabase())
                .sql("create database " + database)
                .update();
        var folder = Files.createTempDirectory("idp-config");
        write(
                folder.resolve("northwind/partner.yaml"),
                TestPartners.northwind("policy: optional", "provisioning: just-in-time"));
        write(
                folder.resolve("northwind/idp.xml"),
                TestIdentityProvider.withKeys(PartnerRows.TEMPLATE, KEYS).metadata("http://127.0.0.1:9/sso"));
        var settings = new TreeMap<>(portal.settings());
        settings.put("gatehouse.idp-config", folder.toString());
        settings.put("gatehouse.sealing-key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        settings.put("gatehouse.base-url", "http://localhost:${server.port}");
        settings.put("spring.datasource.url", postgres.getJdbcUrl("postgres", database));
        settings.put("spring.datasource.username", "postgres");
        GatewayProcess.start(settings).close(); // its tables, its keys and the one partner to copy
        PartnerRows.copy(
                JdbcClient.create(new SimpleDriverDataSource(
                        new org.postgresql.Driver(), postgres.getJdbcUrl("postgres", database), "postgres", "")),
                count);
        return settings;
    }

    private static void compare(String what, Map<Integer, List<Double>> measured) {
        double few = median(requireNonNull(measured.get(FEW)));
        double many = median(requireNonNull(measured.get(MANY)));
        System.out.printf(Locale.ROOT, "%-48s %8.2f %8.2f  ratio %.2f   %s%n", what, few, many, many / few, measured);
    }

    static double median(List<Double> values) {
        return values.stream().sorted(naturalOrder()).toList().get(values.size() / 2);
    }

    private static void add(Map<Integer, List<Double>> to, int count, double value) {
        to.computeIfAbsent(count, _ -> new ArrayList<>()).add(Math.round(value * 100) / 100.0);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
