package io.gatehouse.signin.security;

import jakarta.servlet.Filter;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.handler.HandlerMappingIntrospector;

/**
 * Before each request Spring Security has Spring MVC look its handler up and keep it, for matchers that ask for it. Ours
 * match paths and ask for nothing, so the look-up is left out: it was a twenty-fifth of what a sign-in costs.
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
