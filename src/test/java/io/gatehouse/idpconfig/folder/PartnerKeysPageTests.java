package io.gatehouse.idpconfig.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PartnerKeysPageTests {
    private static final Path PAGE = Path.of("docs/reference/configuration.md");
    private static final Pattern KEY = Pattern.compile("(?m)^\\| `([a-z][^`]*)` \\|");

    @Test
    void listsEveryKeyAndNoOther() throws IOException {
        var listed = KEY.matcher(Files.readString(PAGE))
                .results()
                .map(m -> m.group(1))
                .filter(name -> !name.startsWith("gatehouse."))
                .collect(Collectors.toCollection(TreeSet::new));
        var keys = new TreeSet<>(PartnerFile.KEYS);
        PartnerFile.ACCOUNT_MANAGER_KEYS.forEach(key -> keys.add("account-manager." + key));
        PartnerFile.SECOND_FACTOR_KEYS.forEach(key -> keys.add("second-factor." + key));
        ProviderEntry.KEYS.forEach(key -> keys.add("identity-providers." + key));
        assertThat(listed).isEqualTo(keys);
    }

    @Test
    void theSamplesAreFine() {
        var read = (FolderReading.Read) ConfigFolder.by(Clock.systemUTC()).read(Path.of("idp-config"));
        assertThat(read.partners()).extracting(PartnerReading::folder).containsExactly("fabrikam", "northwind");
        assertThat(read.findings()).isEmpty();
    }
}
