package dev.isaac.command.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Component property type for {@link LineTranslator#NAMES}. */
@ComponentPropertyType
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface TranslatorNames {
    /** Prefix of the property, so that it is named {@link LineTranslator#NAMES}. */
    String PREFIX_ = "isaac.";

    /** The names, in lower case. */
    String[] value();
}
