package io.gatehouse.api;

import java.util.Comparator;
import java.util.List;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every address that the running API answers, as Spring has it. */
public record ApiRoutes(String method, String path) {
    private static final String ROOT = "/api/v1";

    /** All of them, without the root. */
    public static List<ApiRoutes> all() {
        return Program.gateway().bean(RequestMappingHandlerMapping.class).getHandlerMethods().keySet().stream()
                .flatMap(info -> info.getPatternValues().stream()
                        .filter(path -> path.startsWith(ROOT + "/"))
                        .flatMap(path -> info.getMethodsCondition().getMethods().stream()
                                .map(method -> new ApiRoutes(method.name(), path.substring(ROOT.length())))))
                .sorted(Comparator.comparing(ApiRoutes::path).thenComparing(ApiRoutes::method))
                .toList();
    }
}
