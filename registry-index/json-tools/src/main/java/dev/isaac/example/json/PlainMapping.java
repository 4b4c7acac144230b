package dev.isaac.example.json;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.TypeRef;
import com.jayway.jsonpath.spi.mapper.MappingException;
import com.jayway.jsonpath.spi.mapper.MappingProvider;

/** JsonPath asks for a mapper when a function compares values; plain values are what they are. */
final class PlainMapping implements MappingProvider {

    @Override
    public <T> T map(Object source, Class<T> type, Configuration configuration) {
        if (type.isInstance(source)) {
            return type.cast(source);
        }
        throw new MappingException("a value is no " + type.getSimpleName());
    }

    @Override
    public <T> T map(Object source, TypeRef<T> type, Configuration configuration) {
        throw new MappingException("values are not mapped");
    }
}
