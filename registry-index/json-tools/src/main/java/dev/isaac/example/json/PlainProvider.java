package dev.isaac.example.json;

import com.jayway.jsonpath.spi.json.AbstractJsonProvider;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** Lets JsonPath walk over plain Java values. Documents are parsed before, so that part is not offered. */
final class PlainProvider extends AbstractJsonProvider {

    @Override
    public Object parse(String json) {
        throw new UnsupportedOperationException("documents are parsed before they are queried");
    }

    @Override
    public Object parse(InputStream json, String charset) {
        throw new UnsupportedOperationException("documents are parsed before they are queried");
    }

    @Override
    public String toJson(Object value) {
        return Trees.line(value);
    }

    @Override
    public Object createArray() {
        return new ArrayList<>();
    }

    @Override
    public Object createMap() {
        return new LinkedHashMap<>();
    }
}
