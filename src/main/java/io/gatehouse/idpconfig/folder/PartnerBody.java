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
     */
    public record Reading(Optional<PartnerDeclaration> declaration, List<Finding> findings) {
        /** The same, refused for what the database says against it. */
        public Reading refusedFor(List<ConfigFinding> more) {
            return new Reading(
                    Optional.empty(), more.stream().map(f -> new Finding("", f)).toList());
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
                .flatMap(fields ->
                        new PartnerFile(owner, fields, name -> uploadedApart(name, findings), addressFault).read());
        var all = findings.all().stream()
                .map(f -> new Finding(pointer(f, read.pointers()), f))
                .toList();
        boolean refused = findings.all().stream().anyMatch(ConfigFinding::isError);
        return new Reading(refused ? Optional.empty() : declaration, all);
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
