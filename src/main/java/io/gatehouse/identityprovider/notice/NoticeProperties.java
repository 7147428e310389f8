package io.gatehouse.identityprovider.notice;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who gets notices by mail.
 *
 * @param to the vendor's own people
 * @param accountManager whether the partner's account manager gets them too
 */
@ConfigurationProperties("gatehouse.identityprovider.notices")
record NoticeProperties(
        @DefaultValue List<String> to, @DefaultValue("true") boolean accountManager) {}
