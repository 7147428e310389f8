package io.gatehouse.identityprovider.guide;

/**
 * What the identity provider's side has to be told of us, each an absolute URL.
 *
 * @param entityId our entity ID, which is also where our metadata is
 */
public record ServiceValues(String entityId, String assertionConsumerService, String singleLogoutService) {
    String filledInto(String text) {
        return text.replace("{entity-id}", entityId)
                .replace("{metadata-url}", entityId)
                .replace("{acs-url}", assertionConsumerService)
                .replace("{slo-url}", singleLogoutService);
    }
}
