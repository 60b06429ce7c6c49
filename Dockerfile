# Muster in a container: docker build -t muster . && docker run --rm -v "$PWD:/work" muster run army.toml
FROM debian:12 AS build
RUN apt-get update && apt-get install -y --no-install-recommends \
    git \
    cmake dpkg-dev file g++ hdf5-tools help2man libboost-dev libcli11-dev libeigen3-dev libfmt-dev \
    libgmock-dev libgtest-dev libhdf5-dev libmuparser-dev libssl-dev libtbb-dev libtomlplusplus-dev netcdf-bin ninja-build \
    nlohmann-json3-dev python3 python3-arabic-reshaper python3-bidi python3-h5netcdf python3-jsonschema \
    python3-matplotlib python3-netcdf4 python3-numpy python3-pandas python3-scipy python3-statsmodels \
    python3-xarray zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*
COPY . /src
RUN cd /src && rm -rf build && scripts/package

FROM debian:12
COPY --from=build /src/build/package/*.deb /tmp/
RUN apt-get update && apt-get install -y --no-install-recommends /tmp/*.deb \
    python3-arabic-reshaper python3-bidi python3-h5netcdf python3-matplotlib python3-netcdf4 python3-numpy \
    python3-pandas python3-scipy python3-xarray \
    && rm -rf /var/lib/apt/lists/* /tmp/*.deb
WORKDIR /work
ENTRYPOINT ["muster"]
