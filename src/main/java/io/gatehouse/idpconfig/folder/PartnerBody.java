package io.gatehouse.idpconfig.folder;

import io.gatehouse.identityprovider.fetch.MetadataAddress;
import io.gatehouse.idpconfig.yaml.ConfigFinding;
import io.gatehouse.idpconfig.yaml.Findings;
import io.gatehouse.idpconfig.yaml.JsonFile;
import io.gatehouse.idpconfig.yaml.Place;
import io.gatehouse.idpconfig.yaml.Text;
import io.gatehouse.partner.PartnerId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A partner as JSON: the names and rules of {@code partner.yaml}, with JSON pointers for places. */
public final class PartnerBody {
    /** What an answer tells beside the file's names; sent back, it is passed over. */
    public static final String STATUS = "status";

    private static final String NAME = "body";

    private PartnerBody() {}

    /**
     * One result of one check.
     *
     * @param pointer the member (RFC 6901), or the one around what is missing
     */
    public record Finding(String pointer, ConfigFinding finding) {}

    /**
     * What came of reading one.
     *
     * @param declaration what it declares, if that could be made out and no finding is an error
     * @param pointers of each place in the body
     */
    public record Reading(
            Optional<PartnerDeclaration> declaration, List<Finding> findings, Map<Place, String> pointers) {
        /** Findings of the same body, each with its pointer. */
        public List<Finding> located(List<ConfigFinding> more) {
            return more.stream().map(f -> new Finding(pointer(f, pointers), f)).toList();
        }

        /** The findings that keep it from being applied. */
        public List<Finding> errors() {
            return findings.stream().filter(f -> f.finding().isError()).toList();
        }
    }

    /** Reads a body by the rules for addresses that nothing loosens; the id must be this one, or may be any if null. */
    public static Reading read(byte[] body, @Nullable PartnerId expected) {
        return read(body, expected, MetadataAddress::fault);
    }

    /** The same, with metadata addresses judged by what this gateway may fetch from. */
    public static Reading read(
            byte[] body, @Nullable PartnerId expected, Function<String, Optional<String>> addressFault) {
        var findings = new Findings(NAME);
        var keys = new HashSet<>(PartnerFile.KEYS);
        keys.add(STATUS);
        var read = JsonFile.read(body, Set.copyOf(keys), findings);
        var owner = Owner.address(expected == null ? null : expected.value());
        var declaration = read.fields()
                .flatMap(fields -> new PartnerFile(
                                owner, fields, (name, _) -> uploadedApart(name, findings), addressFault)
                        .read());
        boolean refused = findings.all().stream().anyMatch(ConfigFinding::isError);
        var reading = new Reading(refused ? Optional.empty() : declaration, List.of(), read.pointers());
        return new Reading(reading.declaration(), reading.located(findings.all()), read.pointers());
    }

    private static String pointer(ConfigFinding finding, Map<Place, String> pointers) {
        return pointers.getOrDefault(new Place(finding.line(), finding.column()), "");
    }

    private static MetadataSource uploadedApart(Text name, Findings findings) {
        findings.error(
                name.place(),
                "metadata-apart",
                "A body carries no files.",
                "send the metadata to the identity provider's own address, or give metadata-url");
        return new MetadataSource.None();
    }
}
