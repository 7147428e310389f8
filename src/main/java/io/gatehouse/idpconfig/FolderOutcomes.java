package io.gatehouse.idpconfig;

import static java.time.ZoneOffset.UTC;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.idpconfig.FolderOutcome.Status;
import io.gatehouse.idpconfig.folder.PartnerReading;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What became of each partner's folder. */
@Repository
class FolderOutcomes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcClient jdbc;
    private final Clock clock;

    FolderOutcomes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<FolderOutcome> find(String folder) {
        return jdbc.sql("select * from idpconfig_partner_file where folder = :folder")
                .param("folder", folder)
                .query((row, _) -> file(row))
                .optional();
    }

    List<FolderOutcome> all() {
        return jdbc.sql("select * from idpconfig_partner_file order by folder")
                .query((row, _) -> file(row))
                .list();
    }

    /**
     * An outcome as it is kept.
     *
     * @param appliedHash of the content in force, if any was ever applied
     */
    record Kept(FolderOutcome outcome, @Nullable String appliedHash, Instant at) {}

    Optional<Kept> kept(String folder) {
        return jdbc.sql("select * from idpconfig_partner_file where folder = :folder")
                .param("folder", folder)
                .query((row, _) -> kept(row))
                .optional();
    }

    /** By name after this one, at most so many. */
    List<Kept> page(String after, int most) {
        return jdbc.sql("select * from idpconfig_partner_file where folder > :after order by folder limit :most")
                .param("after", after)
                .param("most", most)
                .query((row, _) -> kept(row))
                .list();
    }

    List<Kept> refused() {
        return jdbc.sql("select * from idpconfig_partner_file where status = 'refused' order by folder")
                .query((row, _) -> kept(row))
                .list();
    }

    /** Whether this content was applied already. */
    boolean isApplied(PartnerReading reading) {
        return find(reading.folder())
                .filter(f -> f.status() == Status.APPLIED && f.contentHash().equals(reading.contentHash()))
                .isPresent();
    }

    /** The folders that were here once and are not among these. */
    List<FolderOutcome> gone(List<PartnerReading> present) {
        var folders = present.stream().map(PartnerReading::folder).collect(Collectors.toSet());
        return all().stream()
                .filter(f -> f.status() != Status.REMOVED && !folders.contains(f.folder()))
                .toList();
    }

    /** Keeps what became of a folder, in the current transaction; the row lock of the configuration's version lines up writers. */
    void keep(FolderOutcome file) {
        if (write(file, """
            update idpconfig_partner_file set content_hash = :hash, status = :status, findings = :findings, at = :at,
                applied_hash = case when :status = 'refused' then applied_hash else :applied end
            where folder = :folder\
            """) == 0) {
            write(file, """
                insert into idpconfig_partner_file (folder, content_hash, status, findings, at, applied_hash)
                values (:folder, :hash, :status, :findings, :at, :applied)\
                """);
        }
    }

    private int write(FolderOutcome file, String sql) {
        return jdbc.sql(sql)
                .param("folder", file.folder())
                .param("hash", file.contentHash())
                .param("status", file.status().code())
                .param("applied", file.status() == Status.APPLIED ? file.contentHash() : null, Types.VARCHAR)
                .param("findings", json(file.findings()))
                .param("at", clock.instant().truncatedTo(ChronoUnit.MILLIS).atOffset(UTC))
                .update();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                file(row),
                row.getString("applied_hash"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    private static FolderOutcome file(ResultSet row) throws SQLException {
        return new FolderOutcome(
                row.getString("folder"),
                row.getString("content_hash"),
                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                findings(row.getString("findings")));
    }

    private static String json(List<String> findings) {
        try {
            return JSON.writeValueAsString(findings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text is always JSON", e);
        }
    }

    private static List<String> findings(String json) {
        try {
            return List.of(JSON.readValue(json, String[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("written by us", e);
        }
    }
}
