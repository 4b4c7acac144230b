package dev.isaac.command.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Component property type for {@link HealthCheck#START_CHECK}: {@code @Component @StartCheck}. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface StartCheck {
    /** Prefix of the property, so that it is named {@link HealthCheck#START_CHECK}. */
    String PREFIX_ = "isaac.";
}
