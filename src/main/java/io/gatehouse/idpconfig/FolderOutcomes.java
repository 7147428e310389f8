package io.gatehouse.idpconfig;

import static java.time.ZoneOffset.UTC;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.idpconfig.FolderOutcome.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

    /** Keeps what became of a folder, in the current transaction; the row lock of the configuration's version lines up writers. */
    void keep(FolderOutcome file) {
        if (write(file, """
                update idpconfig_partner_file set content_hash = :hash, status = :status, findings = :findings, at = :at
                where folder = :folder""") == 0) {
            write(file, """
                    insert into idpconfig_partner_file (folder, content_hash, status, findings, at)
                    values (:folder, :hash, :status, :findings, :at)""");
        }
    }

    private int write(FolderOutcome file, String sql) {
        return jdbc.sql(sql)
                .param("folder", file.folder())
                .param("hash", file.contentHash())
                .param("status", file.status().code())
                .param("findings", json(file.findings()))
                .param("at", clock.instant().truncatedTo(ChronoUnit.MILLIS).atOffset(UTC))
                .update();
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
