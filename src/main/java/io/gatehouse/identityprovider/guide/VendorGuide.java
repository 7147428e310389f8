package io.gatehouse.identityprovider.guide;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.gatehouse.identityprovider.metadata.Mending;
import io.gatehouse.identityprovider.metadata.Vendor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one vendor's software is connected. Texts may hold {@code {entity-id}}, {@code {metadata-url}}, {@code {acs-url}} and
 * {@code {slo-url}} until they are {@linkplain #filled filled}.
 *
 * @param name as the vendor writes it
 * @param checked what this guide was checked against
 * @param needs what whoever follows it must have
 * @param steps their side, in order
 * @param attributes what to send, under the names we look for by ourselves
 * @param metadata where their metadata is to be had
 * @param troubles what usually goes wrong
 * @param rollover how a new signing key comes in without anybody noticing, in order
 * @param mending where their menus mend what is found in their metadata, by {@link Mending}'s code; empty if it is not known
 */
public record VendorGuide(
        Vendor vendor,
        String name,
        String checked,
        List<String> needs,
        List<Step> steps,
        List<Attribute> attributes,
        List<String> metadata,
        List<Trouble> troubles,
        List<String> rollover,
        Map<String, String> mending) {
    /** One page or dialogue of theirs: where, what to do there, and what to put into which field. */
    public record Step(String where, String text, List<Value> values) {
        Step filled(ServiceValues service) {
            return new Step(
                    where,
                    service.filledInto(text),
                    values.stream().map(v -> v.filled(service)).toList());
        }
    }

    /** A field as they print it, and what to put there. */
    public record Value(String field, String value) {
        Value filled(ServiceValues service) {
            return new Value(field, service.filledInto(value));
        }
    }

    /** What we want to know of a person, the attribute's name, and where it comes from on their side. */
    public record Attribute(String want, String name, String from) {}

    /** What is seen, there or as a reason code here, and why. */
    public record Trouble(
            @JsonProperty("see") String seen,
            String because,
            @Nullable String reason) {}

    /** The same with our values in place of their names. */
    public VendorGuide filled(ServiceValues service) {
        return new VendorGuide(
                vendor,
                name,
                checked,
                needs,
                steps.stream().map(s -> s.filled(service)).toList(),
                attributes,
                metadata,
                troubles,
                rollover,
                mending);
    }
}
