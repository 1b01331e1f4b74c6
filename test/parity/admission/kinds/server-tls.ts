import { pool } from '../pool';

const FILE = pool(['/etc/file.pem'], ['']);

/** Values of the TLS settings of a server, which Gateways and Sidecars have. */
export const SERVER_TLS_VALUES = {
  'tls.credentialName': pool(['cert'], ['']),
  'tls.credentialNames[]': pool(['cert', 'cert-2'], ['']),
  'tls.caCertCredentialName': pool(['ca-cacert', 'configmap://shop/ca'], ['', 'ca']),
  'tls.serverCertificate': FILE,
  'tls.privateKey': FILE,
  'tls.caCertificates': FILE,
  'tls.caCrl': FILE,
  'tlsCertificates[].serverCertificate': FILE,
  'tlsCertificates[].privateKey': FILE,
  'tlsCertificates[].caCertificates': FILE,
  'tls.subjectAltNames[]': pool(['a.com'], ['']),
  'tls.cipherSuites[]': pool(
    ['ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES128-SHA', 'AES256-SHA', 'DES-CBC3-SHA', 'ECDHE-ECDSA-CHACHA20-POLY1305'],
    ['foo', '', '-AES', '[A|B]'],
  ),
};

export const SERVER_TLS_SHAPES = {
  tls: [
    ['mode!', 'credentialName!', 'caCertCredentialName', 'minProtocolVersion', 'cipherSuites', 'subjectAltNames'],
    ['mode!', 'serverCertificate!', 'privateKey!', 'caCertificates!', 'caCrl', 'maxProtocolVersion'],
    ['mode!', 'credentialNames!', 'httpsRedirect'],
    ['mode!', 'tlsCertificates!', 'caCertificates'],
    ['mode!'],
    ['httpsRedirect!'],
    ['mode!', 'minProtocolVersion', 'maxProtocolVersion', 'verifyCertificateSpki', 'verifyCertificateHash', 'subjectAltNames'],
    [
      'mode',
      'serverCertificate',
      'privateKey',
      'caCertificates',
      'caCrl',
      'credentialName',
      'credentialNames',
      'tlsCertificates',
      'httpsRedirect',
      'insecureSkipVerify',
      'caCertCredentialName',
    ],
  ],
  'tlsCertificates[]': [
    ['serverCertificate!', 'privateKey!', 'caCertificates'],
    ['serverCertificate', 'privateKey'],
  ],
};
