package io.gatehouse.identityprovider.metadata;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a metadata document: the verdict, every finding, and the value where there is exactly one usable
 * asserting party.
 *
 * @param entityIds the asserting parties found; several mean that one must be chosen
 * @param metadata null unless accepted
 * @param vendor as recognised, whatever the verdict
 * @param place where the one asserting party begins; the document's beginning if there is none
 */
public record MetadataReading(
        Verdict verdict,
        List<Finding> findings,
        List<String> entityIds,
        @Nullable IdpMetadata metadata,
        Vendor vendor,
        Position place) {
    /** The same with these findings. */
    public MetadataReading with(List<Finding> others) {
        return new MetadataReading(verdict, List.copyOf(others), entityIds, metadata, vendor, place);
    }

    /** The verdict, in the API's words. */
    public enum Verdict {
        ACCEPT("accept"),
        ACCEPT_WITH_WARNING("accept-with-warning"),
        CHOOSE("choose"),
        REJECT("reject");

        private final String code;

        Verdict(String code) {
            this.code = code;
        }

        /** The word in the API. */
        public String code() {
            return code;
        }
    }
}
