package io.gatehouse.signin.security;

import jakarta.servlet.Filter;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.web.PathPatternRequestMatcherBuilderFactoryBean;
import org.springframework.web.servlet.handler.HandlerMappingIntrospector;

/**
 * Spring Security's matchers ask Spring MVC which handler a request has, unless they are told to match paths; and before each
 * request it is looked up and kept for them. Here they match paths, so nobody asks, and the look-up, a twenty-fifth of what a
 * sign-in cost, is left out.
 */
@Configuration(proxyBeanMethods = false)
class HandlerLookups {
    @Bean
    static BeanPostProcessor noHandlerLookups(ApplicationContext context) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                return bean.getClass() == HandlerMappingIntrospector.class ? new Unasked(context) : bean;
            }
        };
    }

    /** What patterns in our chains are made into. */
    @Bean
    static PathPatternRequestMatcherBuilderFactoryBean pathsAreMatched() {
        return new PathPatternRequestMatcherBuilderFactoryBean();
    }

    /** Answers who asks it, and keeps nothing beforehand. */
    private static final class Unasked extends HandlerMappingIntrospector {
        Unasked(ApplicationContext context) {
            setApplicationContext(context);
        }

        @Override
        public Filter createCacheFilter() {
            return (request, response, chain) -> chain.doFilter(request, response);
        }
    }
}
